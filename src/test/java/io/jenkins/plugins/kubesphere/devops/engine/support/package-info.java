/** Test doubles of an engine, builders of specs, a recorder of logs, and a wait with a long timeout. Tests of all packages use them. */
package io.jenkins.plugins.kubesphere.devops.engine.support;
