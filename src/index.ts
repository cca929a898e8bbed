import { action, fail } from './doors/action.ts'

// What nobody waited for is a defect of ours, too.
process.on('uncaughtException', error => {
  fail(error)
  process.exit(1)
})
await action(process.env)
