/** Version 3: destinations that an operator has paused. */
export const version3 = `
  ALTER TABLE cursors ADD COLUMN paused_at INTEGER;
`;
