/**
 * The result of a comparison, as it is committed beside the declarations: {@code src/jenkins-api/verified.txt}. It holds for the
 * declarations that were compared only.
 */
package io.jenkins.plugins.kubesphere.devops.jenkinsapi.result;
