import { action } from './doors/action.ts'
import { fail } from './doors/action-log.ts'

// What nobody waited for is a defect of ours, too.
process.on('uncaughtException', error => {
  fail(error)
  process.exit(1)
})
await action(process.env)
