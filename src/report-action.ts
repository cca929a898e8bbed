import { fail } from './doors/action-log.ts'
import { reportAction } from './doors/report-action.ts'

// What nobody waited for is a defect of ours, too.
process.on('uncaughtException', error => {
  fail(error)
  process.exit(1)
})
await reportAction(process.env)
