-- What a destination with on_user_delete: delete needs besides schema.sql: the right to delete rows, and functions that
-- do it. Run it once after schema.sql, in the same schema; running it again changes nothing that is stored.
begin;

-- The one line to change for another schema.
set local search_path to public;

grant delete on terra_users, terra_data_payloads, terra_misc_payloads, terra_activities to service_role;

-- Deletes the rows of those users of whom something was written that is not newer than their deletion: the
-- event user.delete itself, or an older event that came late. Newer rows stay, and so does the row of the event, which
-- has no user_id. written: [{"user_id", "revision", "deletion_key"}], where the last is the event_key of the deletion.
create or replace function musette_delete_stale(written jsonb) returns void
language plpgsql security invoker
set search_path from current
as $$
declare
  stale jsonb;
begin
  select coalesce(jsonb_agg(distinct jsonb_build_object('user_id', incoming.user_id, 'revision', deletion.revision)), '[]')
  into stale
  from jsonb_to_recordset(written) as incoming (user_id text, revision bigint, deletion_key text)
  join terra_misc_payloads as deletion on deletion.event_key = incoming.deletion_key
  where incoming.revision <= deletion.revision;

  delete from terra_activities as held
  using jsonb_to_recordset(stale) as gone (user_id text, revision bigint)
  where held.user_id = gone.user_id and held.revision <= gone.revision;
  delete from terra_data_payloads as held
  using jsonb_to_recordset(stale) as gone (user_id text, revision bigint)
  where held.user_id = gone.user_id and held.revision <= gone.revision;
  delete from terra_misc_payloads as held
  using jsonb_to_recordset(stale) as gone (user_id text, revision bigint)
  where held.user_id = gone.user_id and held.revision <= gone.revision;
  -- The row of a user has the revision of the newest event, so nothing newer goes with it.
  delete from terra_users as held
  using jsonb_to_recordset(stale) as gone (user_id text, revision bigint)
  where held.user_id = gone.user_id and held.revision <= gone.revision;
end
$$;

-- musette_write and then musette_delete_stale, in one transaction. Writers of the same user wait for each other at its row,
-- so of a deletion and an older event at the same moment, the one that is second sees the other.
create or replace function musette_write_deleting(
  users jsonb, data_payloads jsonb, misc_payloads jsonb, activities jsonb, written jsonb
) returns integer
language plpgsql security invoker
set search_path from current
set statement_timeout = '60s'
as $$
declare
  layout integer;
begin
  layout := musette_write(users, data_payloads, misc_payloads, activities);
  perform musette_delete_stale(written);
  return layout;
end
$$;

-- The same with musette_write_each.
create or replace function musette_write_each_deleting(writes jsonb, written jsonb) returns jsonb
language plpgsql security invoker
set search_path from current
set statement_timeout = '60s'
as $$
declare
  refused jsonb;
begin
  refused := musette_write_each(writes);
  perform musette_delete_stale(written);
  return refused;
end
$$;

revoke all on function musette_delete_stale(jsonb) from public, anon, authenticated;
revoke all on function musette_write_deleting(jsonb, jsonb, jsonb, jsonb, jsonb) from public, anon, authenticated;
revoke all on function musette_write_each_deleting(jsonb, jsonb) from public, anon, authenticated;
grant execute on function musette_delete_stale(jsonb) to service_role;
grant execute on function musette_write_deleting(jsonb, jsonb, jsonb, jsonb, jsonb) to service_role;
grant execute on function musette_write_each_deleting(jsonb, jsonb) to service_role;

-- The Data API learns of the functions at once.
notify pgrst, 'reload schema';

commit;
