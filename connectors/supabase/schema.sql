-- Musette's tables in a Supabase project (layout 1). Run it once, in the dashboard's SQL editor or with psql;
-- running it again changes nothing that is stored.
begin;

-- The one line to change for another schema; it must be among the exposed schemas of the Data API.
set local search_path to public;

create table if not exists terra_users (
  user_id text primary key,
  reference_id text,
  created_at timestamptz,
  granted_scopes text,
  provider text,
  -- active, deauth or user_reauth
  state text not null,
  revision bigint not null,
  state_revision bigint not null
);

create table if not exists terra_data_payloads (
  event_key text primary key,
  payload_id text not null,
  user_id text references terra_users on delete cascade,
  data_type text not null,
  provider text,
  created_at timestamptz not null,
  start_time text,
  end_time text,
  revision bigint not null,
  -- The text as it came. jsonb would refuse U+0000 (22P05) and forget the order of keys.
  payload json compression lz4,
  -- Where the payload is in Storage, with the key "bucket".
  payload_path text
);

create table if not exists terra_misc_payloads (
  event_key text primary key,
  payload_id text not null,
  user_id text references terra_users on delete cascade,
  data_type text not null,
  payload_type text not null,
  provider text,
  created_at timestamptz not null,
  revision bigint not null,
  payload json compression lz4,
  payload_path text
);

create table if not exists terra_activities (
  event_key text primary key,
  user_id text references terra_users on delete cascade,
  reference_id text,
  provider text,
  summary_id text,
  name text,
  type bigint,
  discipline text,
  class_title text,
  instructor_name text,
  start_time text,
  end_time text,
  start_time_utc timestamptz,
  end_time_utc timestamptz,
  duration_seconds double precision,
  active_seconds double precision,
  distance_meters double precision,
  steps bigint,
  elevation_gain_actual_meters double precision,
  work_kilojoules double precision,
  avg_watts double precision,
  max_watts double precision,
  avg_hr_bpm double precision,
  max_hr_bpm double precision,
  min_hr_bpm double precision,
  total_burned_calories double precision,
  avg_cadence_rpm double precision,
  max_cadence_rpm double precision,
  avg_speed_meters_per_second double precision,
  max_speed_meters_per_second double precision,
  avg_resistance_percentage double precision,
  avg_incline_percentage double precision,
  event_id text not null,
  received_at timestamptz not null,
  revision bigint not null
);

create index if not exists terra_data_payloads_payload_id on terra_data_payloads (payload_id);
create index if not exists terra_data_payloads_user on terra_data_payloads (user_id, data_type, start_time);
create index if not exists terra_misc_payloads_payload_id on terra_misc_payloads (payload_id);
create index if not exists terra_misc_payloads_user on terra_misc_payloads (user_id, payload_type);
create index if not exists terra_activities_user on terra_activities (user_id, start_time_utc);

-- Row level security without a policy: nobody but the service role sees or writes a row.
alter table terra_users enable row level security;
alter table terra_data_payloads enable row level security;
alter table terra_misc_payloads enable row level security;
alter table terra_activities enable row level security;
grant select, insert, update
  on terra_users, terra_data_payloads, terra_misc_payloads, terra_activities to service_role;

-- Writes one batch in one transaction. A stored row is replaced only by a greater revision, so that a repeat
-- changes nothing and an older copy never replaces a newer one. Rows are taken in the order of their keys, so
-- that writers at the same time wait for each other instead of locking each other out.
-- Returns the layout of the tables: the caller's proof that this function, and nothing else, has answered.
create or replace function musette_write(
  users jsonb, data_payloads jsonb, misc_payloads jsonb, activities jsonb
) returns integer
language plpgsql security invoker
set search_path from current
set statement_timeout = '60s'
as $$
begin
  insert into terra_users as stored
    (user_id, reference_id, created_at, granted_scopes, provider, state, revision, state_revision)
  select user_id, reference_id, created_at, granted_scopes, provider, state, revision, state_revision
  from jsonb_populate_recordset(null::terra_users, users) order by user_id
  on conflict (user_id) do update set
    -- What the newer event does not say is still known from the older one.
    reference_id = case when excluded.revision > stored.revision
      then coalesce(excluded.reference_id, stored.reference_id) else stored.reference_id end,
    created_at = case when excluded.revision > stored.revision
      then coalesce(excluded.created_at, stored.created_at) else stored.created_at end,
    granted_scopes = case when excluded.revision > stored.revision
      then coalesce(excluded.granted_scopes, stored.granted_scopes) else stored.granted_scopes end,
    provider = case when excluded.revision > stored.revision then excluded.provider else stored.provider end,
    revision = greatest(excluded.revision, stored.revision),
    -- Data that comes after a deauthentication does not revive it: the state has a revision of its own.
    state = case when excluded.state_revision > stored.state_revision then excluded.state else stored.state end,
    state_revision = greatest(excluded.state_revision, stored.state_revision)
  where excluded.revision > stored.revision or excluded.state_revision > stored.state_revision;

  insert into terra_data_payloads as stored
    (event_key, payload_id, user_id, data_type, provider, created_at, start_time, end_time, revision,
     payload, payload_path)
  select event_key, payload_id, user_id, data_type, provider, created_at, start_time, end_time, revision,
    payload::json, payload_path
  from jsonb_to_recordset(data_payloads) as incoming (
    event_key text, payload_id text, user_id text, data_type text, provider text, created_at timestamptz,
    start_time text, end_time text, revision bigint, payload text, payload_path text)
  order by event_key
  on conflict (event_key) do update set
    (payload_id, user_id, data_type, provider, created_at, start_time, end_time, revision,
     payload, payload_path)
    = (excluded.payload_id, excluded.user_id, excluded.data_type, excluded.provider, excluded.created_at,
       excluded.start_time, excluded.end_time, excluded.revision, excluded.payload, excluded.payload_path)
  where excluded.revision > stored.revision;

  insert into terra_misc_payloads as stored
    (event_key, payload_id, user_id, data_type, payload_type, provider, created_at, revision,
     payload, payload_path)
  select event_key, payload_id, user_id, data_type, payload_type, provider, created_at, revision,
    payload::json, payload_path
  from jsonb_to_recordset(misc_payloads) as incoming (
    event_key text, payload_id text, user_id text, data_type text, payload_type text, provider text,
    created_at timestamptz, revision bigint, payload text, payload_path text)
  order by event_key
  on conflict (event_key) do update set
    (payload_id, user_id, data_type, payload_type, provider, created_at, revision, payload, payload_path)
    = (excluded.payload_id, excluded.user_id, excluded.data_type, excluded.payload_type, excluded.provider,
       excluded.created_at, excluded.revision, excluded.payload, excluded.payload_path)
  where excluded.revision > stored.revision;

  insert into terra_activities as stored
    (event_key, user_id, reference_id, provider, summary_id, name, type, discipline, class_title,
     instructor_name, start_time, end_time, start_time_utc, end_time_utc, duration_seconds, active_seconds,
     distance_meters, steps, elevation_gain_actual_meters, work_kilojoules, avg_watts, max_watts, avg_hr_bpm,
     max_hr_bpm, min_hr_bpm, total_burned_calories, avg_cadence_rpm, max_cadence_rpm,
     avg_speed_meters_per_second, max_speed_meters_per_second, avg_resistance_percentage,
     avg_incline_percentage, event_id, received_at, revision)
  select event_key, user_id, reference_id, provider, summary_id, name, type, discipline, class_title,
    instructor_name, start_time, end_time, start_time_utc, end_time_utc, duration_seconds, active_seconds,
    distance_meters, steps, elevation_gain_actual_meters, work_kilojoules, avg_watts, max_watts, avg_hr_bpm,
    max_hr_bpm, min_hr_bpm, total_burned_calories, avg_cadence_rpm, max_cadence_rpm,
    avg_speed_meters_per_second, max_speed_meters_per_second, avg_resistance_percentage,
    avg_incline_percentage, event_id, received_at, revision
  from jsonb_populate_recordset(null::terra_activities, activities) order by event_key
  on conflict (event_key) do update set
    (user_id, reference_id, provider, summary_id, name, type, discipline, class_title, instructor_name,
     start_time, end_time, start_time_utc, end_time_utc, duration_seconds, active_seconds, distance_meters,
     steps, elevation_gain_actual_meters, work_kilojoules, avg_watts, max_watts, avg_hr_bpm, max_hr_bpm,
     min_hr_bpm, total_burned_calories, avg_cadence_rpm, max_cadence_rpm, avg_speed_meters_per_second,
     max_speed_meters_per_second, avg_resistance_percentage, avg_incline_percentage, event_id, received_at,
     revision)
    = (excluded.user_id, excluded.reference_id, excluded.provider, excluded.summary_id, excluded.name,
       excluded.type, excluded.discipline, excluded.class_title, excluded.instructor_name,
       excluded.start_time, excluded.end_time, excluded.start_time_utc, excluded.end_time_utc,
       excluded.duration_seconds, excluded.active_seconds, excluded.distance_meters, excluded.steps,
       excluded.elevation_gain_actual_meters, excluded.work_kilojoules, excluded.avg_watts,
       excluded.max_watts, excluded.avg_hr_bpm, excluded.max_hr_bpm, excluded.min_hr_bpm,
       excluded.total_burned_calories, excluded.avg_cadence_rpm, excluded.max_cadence_rpm,
       excluded.avg_speed_meters_per_second, excluded.max_speed_meters_per_second,
       excluded.avg_resistance_percentage, excluded.avg_incline_percentage, excluded.event_id,
       excluded.received_at, excluded.revision)
  where excluded.revision > stored.revision;

  return 1;
end
$$;

-- The same for a batch in which a row is refused: each write on its own, the refused ones left out and returned
-- as [{"id", "code" (SQLSTATE), "constraint", "column"}]. What is no fault of a row fails the call as a whole.
create or replace function musette_write_each(writes jsonb) returns jsonb
language plpgsql security invoker
set search_path from current
set statement_timeout = '60s'
as $$
declare
  one jsonb;
  violated text;
  at_fault text;
  refused jsonb := '[]';
begin
  for one in select value from jsonb_array_elements(writes) loop
    begin
      perform musette_write(
        one -> 'users', one -> 'data_payloads', one -> 'misc_payloads', one -> 'activities');
    exception
      when data_exception or integrity_constraint_violation or cardinality_violation
        or with_check_option_violation or program_limit_exceeded or plpgsql_error then
      get stacked diagnostics violated = constraint_name, at_fault = column_name;
      refused := refused || jsonb_build_object(
        'id', one -> 'id', 'code', sqlstate, 'constraint', violated, 'column', at_fault);
    end;
  end loop;
  return refused;
end
$$;

revoke all on function musette_write(jsonb, jsonb, jsonb, jsonb) from public, anon, authenticated;
revoke all on function musette_write_each(jsonb) from public, anon, authenticated;
grant execute on function musette_write(jsonb, jsonb, jsonb, jsonb) to service_role;
grant execute on function musette_write_each(jsonb) to service_role;

-- The Data API learns of the functions at once.
notify pgrst, 'reload schema';

commit;
