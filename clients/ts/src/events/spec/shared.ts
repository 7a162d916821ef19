/** Parts of events that several contracts have. */
export const ownership = { owner: 'text|none', pending_owner: 'text|none', pending_expiry: 'text|none' } as const;

export const guardian = { guardian: 'text|none' } as const;
