/** The one thing of a stranger's mail that gets into a header of ours: its Message-ID, where it is one and nothing else. */

/** RFC 5322, 3.6.4, without comments, quotes and domain literals; as long as any honest one, shorter than a line. */
const messageId = /^<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120}>$/

/** `In-Reply-To` and `References` of an answer (3.6.4); nothing where the mail has no such Message-ID. */
export const threadHeaders = (id: string): Readonly<Record<string, string>> =>
  messageId.test(id) ? { 'In-Reply-To': id, References: id } : {}
