import { z } from 'zod'

/** Fit the tenant's calibration to what people decided since the last fit. */
export const fitCalibrationJob = {
  name: 'fit-calibration',
  payload: z.object({ tenantId: z.uuid() }),
} as const
