/**
 * Version 5: the log by type, provider and arrival, so that a list of the newest finds what is rare.
 *
 * Arrivals grow, so that appends write to a few pages only: the ends of each type and provider.
 */
export const version5 = `
  CREATE INDEX events_by_facet ON events (type, upper(user ->> '$.provider'), received_at);
`;
