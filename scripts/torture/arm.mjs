/** Loaded before the program (`node --import`): ends it by SIGKILL, as a power cut would, the `n`-th time that it comes to a failpoint. */
import { armFailpoints } from '../../src/failpoints.ts'

const [wanted, times] = (process.env.TONGHOP_KILL_AT ?? '').split(' ')
let left = Number(times)
if (wanted)
  armFailpoints(name => {
    if (name === wanted && --left === 0) process.kill(process.pid, 'SIGKILL')
  })
