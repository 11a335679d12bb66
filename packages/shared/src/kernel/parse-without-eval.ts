import { z } from 'zod'

// zod compiles parsers with `new Function` where it may, and finds out by trying, which strict content rules report as a
// breach. It tries when a schema is made, so this module does its work on import and must be the first import of a page's
// entry: set after the schemas' modules have run, it is too late.
z.config({ jitless: true })
