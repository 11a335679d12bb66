import type { Services } from '../api/services.ts'
import { requestDueTraining } from '../features/intent/index.ts'
import { refitTenantCalibration } from '../features/learning/index.ts'
import { fitCalibrationJob } from '../jobs/catalog/fit-calibration.job.ts'
import { handleJobs, type JobHandler } from '../jobs/queue.ts'
import { inWork } from '../telemetry/log.ts'

export function makeCalibrationHandler(services: Services): JobHandler {
  return handleJobs(fitCalibrationJob, 1, job =>
    inWork({ requestId: job.id, tenantId: job.payload.tenantId }, async () => {
      await refitTenantCalibration(services, job.payload.tenantId)
      await requestDueTraining(services, job.payload.tenantId)
    }),
  )
}
