/**
 * Which handler answers which path, and which right that needs. Documents, checks of rights and the dispatch of requests
 * are made from the same tables.
 */
package io.jenkins.plugins.kubesphere.devops.kapis.route;
