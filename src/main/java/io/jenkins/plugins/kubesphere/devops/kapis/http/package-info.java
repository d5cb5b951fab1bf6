/** The parts of requests and answers: bodies, queries, errors. It knows no routes and no callers. */
package io.jenkins.plugins.kubesphere.devops.kapis.http;
