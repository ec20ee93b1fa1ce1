#!/usr/bin/env node
// The mailbox worker as a process of its own: the same as `tonghop work mailbox`.
process.argv.splice(2, 0, 'work', 'mailbox')
await import('../tonghop.mjs')
