package io.jenkins.plugins.kubesphere.devops.operator.run.status;

import io.jenkins.plugins.kubesphere.devops.api.run.UsedParameter;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import io.jenkins.plugins.kubesphere.devops.kubernetes.write.AnnotationBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a build as its run shows them. A Jenkinsfile may declare any number of parameters, with values of
 * any length, and an object in Kubernetes may not be larger than about 1 MiB.
 *
 * @param shown at most {@link #MAX_COUNT}, with names and values of at most {@link #MAX_BYTES} in total
 * @param truncated whether parameters are left out
 */
record StatusParameters(List<UsedParameter> shown, boolean truncated) {
    static final int MAX_COUNT = 100;

    /** Of one value, as UTF-8. */
    static final int MAX_VALUE_BYTES = 1024;

    static final int MAX_BYTES = 32 * 1024;

    StatusParameters {
        shown = List.copyOf(shown);
    }

    /** @param parameters without secrets */
    static StatusParameters of(List<RunParameter> parameters) {
        List<UsedParameter> shown = new ArrayList<>();
        int bytes = 0;
        for (RunParameter parameter : parameters) {
            String value = cut(parameter.value());
            bytes += AnnotationBudget.utf8Length(parameter.name()) + AnnotationBudget.utf8Length(value);
            if (shown.size() == MAX_COUNT || bytes > MAX_BYTES) {
                return new StatusParameters(shown, true);
            }
            boolean isCut = value.length() < parameter.value().length();
            shown.add(new UsedParameter(parameter.name(), value, isCut ? true : null));
        }
        return new StatusParameters(shown, false);
    }

    /** Cuts between characters. */
    private static String cut(String value) {
        if (value.length() <= MAX_VALUE_BYTES && AnnotationBudget.utf8Length(value) <= MAX_VALUE_BYTES) {
            return value;
        }
        int end = 0;
        int bytes = 0;
        while (end < value.length()) {
            int next = value.offsetByCodePoints(end, 1);
            bytes += AnnotationBudget.utf8Length(value.substring(end, next));
            if (bytes > MAX_VALUE_BYTES) {
                break;
            }
            end = next;
        }
        return value.substring(0, end);
    }
}
