#!/usr/bin/env node
// The consolidation worker as a process of its own: the same as `tonghop work consolidation`.
process.argv.splice(2, 0, 'work', 'consolidation')
await import('../tonghop.mjs')
