-- A reply nobody wrote for this customer: the tenant's own words for the night. A value of its own migration, because a
-- new one cannot be used in the transaction that adds it.
ALTER TYPE approval_kind ADD VALUE 'night_reply';
