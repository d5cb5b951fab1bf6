/** What may be shown of the output of a build: plain characters, masked secrets, the last lines. Every engine uses it. */
package io.jenkins.plugins.kubesphere.devops.engine.text;
