/** What an administrator sees and sets. Views live in the resources folder of the same name. */
package io.jenkins.plugins.kubesphere.devops.jenkins.admin;
