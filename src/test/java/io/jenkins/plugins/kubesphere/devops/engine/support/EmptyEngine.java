package io.jenkins.plugins.kubesphere.devops.engine.support;

import io.jenkins.plugins.kubesphere.devops.engine.ArtifactReader;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.BranchScanReader;
import io.jenkins.plugins.kubesphere.devops.engine.CredentialUsageReader;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineEvent;
import io.jenkins.plugins.kubesphere.devops.engine.JenkinsfileConverter;
import io.jenkins.plugins.kubesphere.devops.engine.JobEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunDetailReader;
import io.jenkins.plugins.kubesphere.devops.engine.RunEngine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Consumer;

/** An engine without items: every call of every role returns null or false. */
public final class EmptyEngine implements Engine {

    @Override
    public JobEngine jobs() {
        return empty(JobEngine.class);
    }

    @Override
    public BranchScanReader branches() {
        return empty(BranchScanReader.class);
    }

    @Override
    public BranchScanLogReader branchScanLogs() {
        return BranchScanLogReader.NONE;
    }

    @Override
    public RunEngine runs() {
        return empty(RunEngine.class);
    }

    @Override
    public RunLogReader runLogs() {
        return empty(RunLogReader.class);
    }

    @Override
    public RunDetailReader runDetails() {
        return RunDetailReader.NONE;
    }

    @Override
    public ArtifactReader artifacts() {
        return ArtifactReader.NONE;
    }

    @Override
    public UnboundBuildReader unboundBuilds() {
        return UnboundBuildReader.NONE;
    }

    @Override
    public CredentialUsageReader credentialUsages() {
        return CredentialUsageReader.NONE;
    }

    @Override
    public JenkinsfileConverter jenkinsfiles() {
        return JenkinsfileConverter.NONE;
    }

    @Override
    public SyntaxChecker syntax() {
        return SyntaxChecker.NONE;
    }

    @Override
    public Subscription subscribe(Consumer<EngineEvent> subscriber) {
        return () -> {};
    }

    private static <T> T empty(Class<T> role) {
        return role.cast(Proxy.newProxyInstance(
                role.getClassLoader(),
                new Class<?>[] {role},
                (proxy, method, arguments) -> nothing(method.getReturnType())));
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == Optional.class ? Optional.empty() : null;
    }
}
