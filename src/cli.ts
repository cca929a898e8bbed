#!/usr/bin/env node
import { commandLine } from './doors/command-line.ts'

process.exitCode = await commandLine(process)
