import type { Notice } from '@countersign/shared/desktop/ipc.contract'
import { Notification } from 'electron'

export interface Notices {
  /** Answers whether the operating system shows notifications at all. */
  show(notice: Notice): boolean
}

/**
 * One notification for each conversation: a newer one takes the place of the last. They are also kept here while they
 * show, because a collected notification no longer hears its click.
 */
export function openNotices(onOpen: (conversationId: string) => void): Notices {
  const shown = new Map<string, Notification>()
  return {
    show({ title, body, conversationId }) {
      if (!Notification.isSupported()) return false
      shown.get(conversationId)?.close()
      const notification = new Notification({ title, body })
      const forget = () => {
        if (shown.get(conversationId) === notification) shown.delete(conversationId)
      }
      notification.on('click', () => {
        forget()
        onOpen(conversationId)
      })
      notification.on('close', forget)
      shown.set(conversationId, notification)
      notification.show()
      return true
    },
  }
}
