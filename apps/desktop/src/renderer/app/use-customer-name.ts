import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * What to call a customer: their name, or for one who gave none a word with four signs of the conversation's id, so that
 * neighbours in a list can be told apart. The same function until the language changes.
 */
export function useCustomerName(): (name: string, conversationId: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (name, conversationId) =>
      name || t('customer.nameless', { mark: conversationId.slice(-4).toUpperCase() }),
    [t],
  )
}
