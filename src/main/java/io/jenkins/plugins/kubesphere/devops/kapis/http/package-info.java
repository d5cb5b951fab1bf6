/** What requests and answers consist of: bodies, queries, errors. It knows no routes and no callers. */
package io.jenkins.plugins.kubesphere.devops.kapis.http;
