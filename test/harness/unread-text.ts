/** Text of the form that encrypted columns take, for rows whose text nobody reads. */
export const UNREAD_TEXT = ['bs1', 'A'.repeat(22), 'A'.repeat(16), 'A'.repeat(22), 'A'.repeat(24)].join('.');
