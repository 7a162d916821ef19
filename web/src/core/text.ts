/**
 * What pasted text may hide: line and paragraph separators (U+2028, U+2029), zero-width and direction marks, soft hyphens,
 * fillers, tags, controls. A direction mark shows an address or a number as another one than is sent.
 */
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u3164\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** The text without characters that nobody sees. Spaces, tabs and line ends stay. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** The first and last characters of a long word, for a label whose full text stands elsewhere. */
export function shorten(word: string, head = 9, tail = 5): string {
  return word.length <= head + tail + 1 ? word : `${word.slice(0, head)}…${word.slice(-tail)}`;
}
