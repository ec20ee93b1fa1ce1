/** Before any test: the real servers that tests start must be on the machine. Fails with what to install; never skips. */
import { missingServers } from '../../scripts/test-servers.mjs'

export default (): void => {
  const missing = missingServers()
  if (missing.length > 0)
    throw new Error(
      `Not on this machine: ${missing.join(', ')}. Run "npm test" (installs them on Debian as root) or install them by hand.`,
    )
}
