/** What the REST API says about credentials beside their objects. */
package io.jenkins.plugins.kubesphere.devops.kapis.credential;
