/**
 * Every function that runs with its owner's rights, and so past row-level security, with the test of what it does: the
 * file below `src/` and the title there. One that is not here, or whose test is gone, fails `definer-functions.test.ts`.
 */
export const definerFunctions: Readonly<Record<string, readonly [file: string, title: string]>> = {
  active_master_key: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  add_first_master_key: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  begin_sign_in: [
    'db/platform-sign-in.repo.test.ts',
    'counts wrong passwords, locks for longer each time, and forgets them at a right one',
  ],
  change_email: [
    'db/platform-sign-in.repo.test.ts',
    'sets a new password once, and ends what an intruder could hold',
  ],
  change_password: [
    'db/platform-sign-in.repo.test.ts',
    'keeps this session when the password is changed, and no other',
  ],
  claim_due_settles: ['db/platform.repo.test.ts', 'hands each settled burst to one worker'],
  close_abandoned_runs: ['db/platform.repo.test.ts', 'closes runs nobody works on'],
  count_in_flight: ['db/platform.repo.test.ts', 'counts what is on its way'],
  describe_member: ['db/platform.repo.test.ts', 'does not describe a member of %s'],
  find_ended_snoozes: ['db/platform.repo.test.ts', 'finds the conversations whose rest is over'],
  has_any_tenant: ['db/platform.repo.test.ts', 'registers a person once'],
  lease_due_outbound: ['db/platform.repo.test.ts', 'hands each due reply to one worker'],
  next_outbound_due_at: ['db/platform.repo.test.ts', 'hands each due reply to one worker'],
  next_settle_due_at: ['db/platform.repo.test.ts', 'hands each settled burst to one worker'],
  read_sync_log: [
    'db/sync-log.repo.test.ts',
    'shows nothing that a running transaction could still come before',
  ],
  claim_platform: [
    'db/platform-admin.repo.test.ts',
    'gets its first owner once, and further ones from whoever owns the database',
  ],
  confirm_email: [
    'db/platform-sign-in.repo.test.ts',
    'registers an address once, and again until it is confirmed',
  ],
  describe_team: [
    'db/platform-team.repo.test.ts',
    'tells a tenant how its own members stand, and nobody else’s',
  ],
  end_other_sessions: ['db/platform-sign-in.repo.test.ts', 'ends sessions of their own person only'],
  end_session: ['db/platform-sign-in.repo.test.ts', 'ends sessions of their own person only'],
  erase_customer: [
    'features/customer/customer-data.test.ts',
    'is erased once: again changes nothing, and of nobody there is nothing to erase',
  ],
  find_account: [
    'db/platform-sign-in.repo.test.ts',
    'registers an address once, and again until it is confirmed',
  ],
  find_email_token: [
    'db/platform-sign-in.repo.test.ts',
    'finds a mailed secret by link or code while it is good, five codes long',
  ],
  find_invite: [
    'db/platform-team.repo.test.ts',
    'finds an invitation that %s by its token, while it is good',
  ],
  find_master_key: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  find_person: [
    'db/platform-sign-in.repo.test.ts',
    'finds a person with the strongest membership that is open',
  ],
  forget_rate_windows: ['api/rate-limit/rate-store.test.ts', 'forgets what no longer weighs anything'],
  forgive_sign_in: [
    'db/platform-sign-in.repo.test.ts',
    'counts wrong passwords, locks for longer each time, and forgets them at a right one',
  ],
  issue_email_token: [
    'db/platform-sign-in.repo.test.ts',
    'registers an address once, and again until it is confirmed',
  ],
  link_audit_event: [
    'features/audit/audit-trail.test.ts',
    'is chained as it is written, each line to the one before',
  ],
  list_admin_actions: [
    'db/platform-admin.repo.test.ts',
    'restricts a tenant and reinstates it, with who, why and what was before',
  ],
  list_global_secrets: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  list_master_keys: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  list_own_sessions: [
    'db/platform-sign-in.repo.test.ts',
    'opens a session for what is open, and knows a device it has seen',
  ],
  list_own_tenants: [
    'db/platform-sign-in.repo.test.ts',
    'finds a person with the strongest membership that is open',
  ],
  list_platform_flags: ['db/platform-admin.repo.test.ts', 'sets flags for itself and for one tenant'],
  list_platform_tenants: [
    'db/platform-admin.repo.test.ts',
    'restricts a tenant and reinstates it, with who, why and what was before',
  ],
  list_platform_users: [
    'db/platform-admin.repo.test.ts',
    'shuts a person out of every tenant and ends their sessions, and lets them in again',
  ],
  move_session: [
    'db/platform-sign-in.repo.test.ts',
    'moves a session to another membership of its person, and to nobody else’s',
  ],
  note_rotation: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  open_session: ['db/platform-sign-in.repo.test.ts', 'opens a session for what is open, and knows a device'],
  platform_level: ['db/platform-admin.repo.test.ts', 'knows who looks after it, and forgets who is shut out'],
  put_global_secret: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  read_global_secret: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  record_mail_failed: ['mail/send-mails.test.ts', 'are given up when nobody there will ever take them'],
  record_mail_retry: ['mail/send-mails.test.ts', 'are tried again after a temporary failure'],
  record_mail_sent: ['mail/send-mails.test.ts', 'do not lose what the next worker found out'],
  release_mail_leases: ['mail/send-mails.test.ts', 'go out once from several workers'],
  replace_recovery_codes: [
    'features/identity/second-factor.test.ts',
    'is begun, turned off and given new codes only with the password',
  ],
  register_invited: [
    'db/platform-team.repo.test.ts',
    'makes an account for an invited address once, and takes over one nobody has used',
  ],
  register_sign_up: [
    'db/platform-sign-in.repo.test.ts',
    'registers an address once, and again until it is confirmed',
  ],
  register_user: ['db/platform.repo.test.ts', 'registers a person once'],
  release_outbound_leases: ['db/platform.repo.test.ts', 'takes back what a dead worker had leased'],
  route_channel: ['db/platform.repo.test.ts', 'finds a channel by its key while it is open'],
  sync_head: ['db/list-cost.test.ts', 'the head of the whole log'],
  begin_second_factor: ['features/identity/second-factor.test.ts', 'is off until its first code is right'],
  charge_second_factor_try: ['features/identity/second-factor.test.ts', 'locks after five wrong codes'],
  confirm_second_factor: ['features/identity/second-factor.test.ts', 'is off until its first code is right'],
  count_waiting_mails: ['mail/send-mails.test.ts', 'are tried again after a temporary failure'],
  disable_second_factor: ['features/identity/second-factor.test.ts', 'cannot be turned off'],
  find_oidc_person: ['features/identity/oidc.test.ts', 'knows a linked person by their identity'],
  find_oidc_sign_in: ['features/identity/oidc.test.ts', 'ends at the door for who was shut out'],
  forgive_second_factor_tries: ['features/identity/second-factor.test.ts', 'locks after five wrong codes'],
  lease_due_mails: ['mail/send-mails.test.ts', 'go out once from several workers'],
  link_oidc_identity: ['features/identity/oidc.test.ts', 'takes no identity away from another'],
  list_oidc_identities: ['features/identity/oidc.test.ts', 'opens a session for a linked identity, once'],
  next_mail_due_at: ['mail/send-mails.test.ts', 'are tried again after a temporary failure'],
  demand_second_factor: [
    'features/identity/second-factor.test.ts',
    'takes hold at once: whoever has none is put out',
  ],
  prune_sync_log: [
    'db/platform-housekeeping.repo.test.ts',
    'lines of the log go, and whoever had not read them starts over',
  ],
  purge_email_tokens: [
    'db/platform-housekeeping.repo.test.ts',
    'secrets that have run out and counts long forgiven go, a batch at a time',
  ],
  purge_oidc_tickets: [
    'db/platform-housekeeping.repo.test.ts',
    'secrets that have run out and counts long forgiven go, a batch at a time',
  ],
  purge_invites: [
    'db/platform-housekeeping.repo.test.ts',
    'secrets that have run out and counts long forgiven go, a batch at a time',
  ],
  purge_sign_in_locks: [
    'db/platform-housekeeping.repo.test.ts',
    'secrets that have run out and counts long forgiven go, a batch at a time',
  ],
  remove_unverified_accounts: [
    'db/platform-housekeeping.repo.test.ts',
    'an account that was never confirmed goes after a week',
  ],
  purge_mails: ['mail/send-mails.test.ts', 'stay sealed in a local mailbox'],
  put_oidc_ticket: ['features/identity/oidc.test.ts', 'comes too late after ten minutes'],
  queue_mail: ['mail/send-mails.test.ts', 'with one key are one mail'],
  read_mailbox: ['mail/send-mails.test.ts', 'stay sealed in a local mailbox'],
  read_second_factor: [
    'features/identity/second-factor.test.ts',
    'keeps its secrets sealed and its codes hashed',
  ],
  reseal_secret: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  reset_password: [
    'db/platform-sign-in.repo.test.ts',
    'sets a new password once, and ends what an intruder could hold',
  ],
  resolve_session: [
    'db/platform-sign-in.repo.test.ts',
    'sets a new password once, and ends what an intruder could hold',
  ],
  retire_master_keys: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  revoke_global_secret: [
    'db/platform-admin.repo.test.ts',
    'does nothing for who has no right, or has lost it',
  ],
  rewrap_master_key: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  rotate_master_key: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  rotate_session: ['db/platform-sign-in.repo.test.ts', 'swaps a refresh token once'],
  secrets_to_reseal: [
    'db/platform-admin.repo.test.ts',
    'keeps the keys of the vault: one seals, one is retired once it seals nothing',
  ],
  set_platform_admin: [
    'db/platform-admin.repo.test.ts',
    'knows who looks after it, and forgets who is shut out',
  ],
  set_platform_flag: ['db/platform-admin.repo.test.ts', 'does nothing for who has no right, or has lost it'],
  set_tenant_status: [
    'db/platform-admin.repo.test.ts',
    'restricts a tenant and reinstates it, with who, why and what was before',
  ],
  set_user_disabled: [
    'db/platform-admin.repo.test.ts',
    'shuts a person out of every tenant and ends their sessions, and lets them in again',
  ],
  sign_out_session: [
    'db/platform-sign-in.repo.test.ts',
    'swaps no token that has run out, was revoked or is unknown',
  ],
  spend_recovery_code: ['features/identity/second-factor.test.ts', 'takes each recovery code once'],
  spend_totp_step: ['features/identity/second-factor.test.ts', 'takes no code twice, nor an older one'],
  take_oidc_ticket: ['features/identity/oidc.test.ts', 'works once also when it comes many times at once'],
  take_rate_tokens: [
    'api/rate-limit/rate-store.test.ts',
    'lets no more through than the limit when many ask at once',
  ],
  unlink_oidc_identity: ['features/identity/oidc.test.ts', 'is undone, and then signs nobody in'],
  unlock_user: ['db/platform-admin.repo.test.ts', 'does nothing for who has no right, or has lost it'],
  update_account: [
    'db/platform-sign-in.repo.test.ts',
    'registers an address once, and again until it is confirmed',
  ],
  use_api_key: [
    'db/platform-team.repo.test.ts',
    'finds whose key it is when it %s, and keeps its use to the minute',
  ],
  use_oidc_identity: ['features/identity/oidc.test.ts', 'opens a session for a linked identity, once'],
  note_update: [
    'db/platform-update.repo.test.ts',
    'are written down once each, with what they changed, and stay',
  ],
  list_updates: [
    'db/platform-update.repo.test.ts',
    'are written down once each, with what they changed, and stay',
  ],
  find_passages: [
    'db/platform-retrieval.repo.test.ts',
    'finds passages of the tenant of the transaction alone',
  ],
  find_stale_embeddings: [
    'db/platform-retrieval.repo.test.ts',
    'names the tenants whose passages carry another vector',
  ],
}
