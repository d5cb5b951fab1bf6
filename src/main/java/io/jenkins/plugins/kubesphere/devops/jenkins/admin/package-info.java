/**
 * Has the configuration page, the administrative monitor, and the notes on pages of managed items. Views are resources.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.admin;
