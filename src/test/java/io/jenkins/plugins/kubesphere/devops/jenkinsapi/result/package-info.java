/**
 * The result of a comparison, which is committed as {@code src/jenkins-api/verified.txt}. It is valid only for the
 * declarations that were compared.
 */
package io.jenkins.plugins.kubesphere.devops.jenkinsapi.result;
