import type { Plugin } from "vite";

/**
 * The content security policy, as a meta tag in what is built: it holds on any host and on IPFS. Connections are open to any
 * node, because the user may choose his own; nothing that a node answers can become a script. No text becomes markup
 * either: the page never asks for that, and where browsers know trusted types, a later change that did would fail at once. WebAssembly
 * needs a word of its own, which allows no eval. A meta tag cannot forbid frames: README.md has the header for hosts that send headers.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Puts the policy at the head of the page; not in development, where Vite's own client needs more. */
export function policy(): Plugin {
  return {
    name: "qerun-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace("<head>", `<head>\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />`),
    },
  };
}
