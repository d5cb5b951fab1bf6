/**
 * What {@code mvn verify} does last: it reads the reports of the tests that it ran, fails if one was skipped that may not be, and
 * says what ran on a real Jenkins. Uses nothing else of the tests.
 */
package io.jenkins.plugins.kubesphere.devops.testreport;
