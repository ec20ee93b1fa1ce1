// Before every npm script (`node --import`): an older Node.js cannot load the TypeScript that comes next, and says it
// badly. Here it is told what is missing and how to mend it.
import { nodeProblem } from '../src/node-version.mjs'

const problem = nodeProblem(process.versions.node)
if (problem !== undefined) {
  process.stderr.write(problem)
  process.exit(1)
}
