package io.jenkins.plugins.kubesphere.devops.jenkins.engine.input;

import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException.Reason;
import io.jenkins.plugins.kubesphere.devops.engine.run.InputAnswer;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.jenkinsci.plugins.workflow.support.steps.input.Rejection;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Answers an input step in the name of a person. Jenkins takes the name from the authentication of the thread: it
 * writes it to the log and to the record of the build, and compares it with the submitters of the step. The person need
 * not have any right in Jenkins.
 */
final class InputAnswerer {
    private InputAnswerer() {}

    /**
     * Answers the input.
     *
     * @return false if it has been answered already
     */
    static boolean answer(InputStepExecution execution, PipelineRunRef run, InputAnswer answer) {
        synchronized (execution) {
            if (execution.isSettled()) {
                return false;
            }
            Authentication person =
                    answer.user().map(InputAnswerer::authentication).orElse(Jenkins.ANONYMOUS2);
            try {
                answer.user().ifPresent(user -> requireSubmitter(execution, run, user));
                Map<String, Object> values = answer.proceed() ? InputValueFactory.create(execution, run, answer) : null;
                try (ACLContext context = ACL.as2(person)) {
                    settle(execution, values, answer.proceed());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new EngineFailureException(
                        "Input " + execution.getId() + " of " + run + " could not be answered; try again", e);
            }
            return true;
        }
    }

    private static void settle(InputStepExecution execution, Map<String, Object> values, boolean proceed)
            throws Exception {
        if (proceed) {
            execution.proceed(values);
        } else {
            execution.stop(new FlowInterruptedException(Result.ABORTED, new Rejection(User.current())));
        }
    }

    /**
     * The rule of Jenkins, also where Jenkins itself is not secured, or has an administrator of the same name. By
     * default, it ignores case. Without a list, whoever may start builds may answer; the caller has checked that.
     */
    private static void requireSubmitter(InputStepExecution execution, PipelineRunRef run, InputAnswer.User user) {
        String submitters = execution.getInput().getSubmitter();
        if (submitters == null || submitters.isBlank()) {
            return;
        }
        SecurityRealm realm = Jenkins.get().getSecurityRealm();
        boolean listed = Arrays.stream(submitters.split(","))
                .map(String::strip)
                .anyMatch(submitter -> realm.getUserIdStrategy().equals(user.name(), submitter)
                        || user.groups().stream()
                                .anyMatch(group -> realm.getGroupIdStrategy().equals(group, submitter)));
        if (!listed) {
            throw new EngineRefusalException(
                    Reason.NOT_SUBMITTER,
                    run + ": " + user.name() + " may not answer the input \"" + execution.getId()
                            + "\"; ask one of its submitters: " + submitters);
        }
    }

    private static Authentication authentication(InputAnswer.User user) {
        return new UsernamePasswordAuthenticationToken(
                user.name(),
                "",
                user.groups().stream().map(SimpleGrantedAuthority::new).toList());
    }
}
