/**
 * Contains the configuration page, the administrative monitor, and the notes on the pages of managed items. The views
 * are Jelly files in {@code src/main/resources}.
 */
package io.jenkins.plugins.kubesphere.devops.jenkins.admin;
