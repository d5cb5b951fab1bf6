/** Carries out what {@code spec.action} of a run asks for while its build runs. */
package io.jenkins.plugins.kubesphere.devops.operator.run.control;
