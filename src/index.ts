import { action } from './action.ts'

await action(process.env)
