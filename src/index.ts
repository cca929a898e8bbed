import { action } from './doors/action.ts'

await action(process.env)
