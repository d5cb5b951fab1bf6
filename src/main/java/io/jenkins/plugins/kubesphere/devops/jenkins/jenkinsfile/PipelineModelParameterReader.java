package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.Extension;
import hudson.model.Actionable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTBuildParameter;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTPipelineDef;
import org.jenkinsci.plugins.pipeline.modeldefinition.parser.Converter;

/**
 * Reads the section {@code parameters} in the syntax tree of the plugin pipeline-model-definition. See {@link
 * PipelineModelDefinitionConverter} for why no code of the Jenkinsfile runs. Code outside the pipeline block, such as
 * {@code @Library}, does not matter: a value that depends on it is no literal.
 */
@Extension(optional = true)
public final class PipelineModelParameterReader implements DeclarativeParameterReader {
    @Override
    public DeclaredParameters read(String jenkinsfile) {
        try {
            ModelASTPipelineDef model = Converter.scriptToPipelineDef(jenkinsfile);
            return model == null
                    ? DeclaredParameters.unknown(JenkinsfileParameterReader.SCRIPTED)
                    : DeclaredParameters.known(readSection(model));
        } catch (MultipleCompilationErrorsException e) {
            return DeclaredParameters.unknown("it has an error, or a value that only a build can compute");
        } catch (UnknownParametersException e) {
            return DeclaredParameters.unknown(e.getMessage());
        }
    }

    private static List<DeclaredParameter> readSection(ModelASTPipelineDef model) throws UnknownParametersException {
        List<DeclaredParameter> parameters = new ArrayList<>();
        if (model.getParameters() != null) {
            for (ModelASTBuildParameter parameter : model.getParameters().getParameters()) {
                parameters.add(new ParameterArguments(parameter).read());
            }
        }
        return parameters;
    }

    @Override
    public Set<String> declaredByLastBuild(Actionable job) {
        DeclarativeJobPropertyTrackerAction record = job.getAction(DeclarativeJobPropertyTrackerAction.class);
        return record == null || record.getParameters() == null ? Set.of() : Set.copyOf(record.getParameters());
    }
}
