-- One database and two roles a service, for a production server: psql -v service=payouts -v password=… -f roles.sql
-- <service>_owner owns and migrates; <service> runs, and has no more than its tables need. The journal's tables are narrowed by a migration.
create role :"service" login password :'password';
select format('create role %I login', :'service' || '_owner') \gexec
select format('create database %I owner %I', :'service', :'service' || '_owner') \gexec
\connect :service
select format('grant usage on schema public to %I', :'service') \gexec
select format('grant create, usage on schema public to %I', :'service' || '_owner') \gexec
select format('alter default privileges for role %I grant select, insert, update, delete on tables to %I', :'service' || '_owner', :'service') \gexec
select format('alter default privileges for role %I grant usage, select on sequences to %I', :'service' || '_owner', :'service') \gexec
