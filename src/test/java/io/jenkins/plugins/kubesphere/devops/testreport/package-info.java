/**
 * The last step of {@code mvn verify}: reads the reports of the tests, fails if a test was skipped without permission,
 * and reports what ran on a real Jenkins. {@code SkipChecker} uses no other test code.
 */
package io.jenkins.plugins.kubesphere.devops.testreport;
