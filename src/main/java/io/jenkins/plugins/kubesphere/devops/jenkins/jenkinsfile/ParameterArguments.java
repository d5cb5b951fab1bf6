package io.jenkins.plugins.kubesphere.devops.jenkins.jenkinsfile;

import hudson.util.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTBuildParameter;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTKeyValueOrMethodCallPair;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTMethodArg;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTValue;

/**
 * Reads the arguments of one parameter of a Jenkinsfile, for example {@code string(name: 'A', defaultValue: 'b')}.
 * Reads literals only. If anything else could change the value, the parameter is not known.
 */
final class ParameterArguments {
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String DEFAULT = "defaultValue";
    private static final String CHOICES = "choices";
    private static final String TRIM = "trim";
    private static final Set<String> KEYS = Set.of(NAME, DESCRIPTION, DEFAULT, CHOICES, TRIM);

    private final String type;
    private final Map<String, ModelASTValue> arguments = new HashMap<>();

    ParameterArguments(ModelASTBuildParameter parameter) throws UnknownParametersException {
        type = parameter.getName();
        if (!DeclaredParameter.TYPES.contains(type)) {
            throw new UnknownParametersException(
                    "it declares a parameter of the type \"" + type + "\", which only a build can create");
        }
        for (ModelASTMethodArg argument : parameter.getArgs()) {
            if (!(argument instanceof ModelASTKeyValueOrMethodCallPair pair)
                    || !KEYS.contains(pair.getKey().getKey())
                    || !(pair.getValue() instanceof ModelASTValue value)) {
                throw computed();
            }
            arguments.put(pair.getKey().getKey(), value);
        }
    }

    DeclaredParameter read() throws UnknownParametersException {
        String name = readText(NAME);
        if (name.isEmpty()) {
            throw computed();
        }
        return new DeclaredParameter(
                type,
                name,
                isLiteral(DESCRIPTION) ? readText(DESCRIPTION) : "",
                readDefault(name),
                readChoices(),
                readBoolean(TRIM));
    }

    private String readDefault(String name) throws UnknownParametersException {
        return switch (type) {
            case DeclaredParameter.BOOLEAN -> Boolean.toString(readBoolean(DEFAULT));
            case DeclaredParameter.PASSWORD -> encrypt(readText(DEFAULT), name);
            case DeclaredParameter.CHOICE -> "";
            default -> readText(DEFAULT);
        };
    }

    private static String encrypt(String password, String name) throws UnknownParametersException {
        if (Secret.decrypt(password) != null) {
            // A build would decrypt it. Nobody else may find out what an encrypted text says.
            throw new UnknownParametersException(
                    "the default of its parameter \"" + name + "\" is a text that Jenkins has encrypted");
        }
        return password.isEmpty() ? "" : Secret.fromString(password).getEncryptedValue();
    }

    private boolean isLiteral(String key) {
        return arguments.containsKey(key) && arguments.get(key).isLiteral();
    }

    private String readText(String key) throws UnknownParametersException {
        if (!arguments.containsKey(key)) {
            return "";
        }
        if (isLiteral(key) && arguments.get(key).getValue() instanceof String text) {
            return text;
        }
        throw computed();
    }

    private boolean readBoolean(String key) throws UnknownParametersException {
        if (!arguments.containsKey(key)) {
            return false;
        }
        if (isLiteral(key) && arguments.get(key).getValue() instanceof Boolean value) {
            return value;
        }
        throw computed();
    }

    /** Reads choices in both forms: a list of texts, or one text with a choice on each line. */
    private List<String> readChoices() throws UnknownParametersException {
        if (!type.equals(DeclaredParameter.CHOICE)) {
            return List.of();
        }
        List<String> choices = arguments.containsKey(CHOICES)
                        && arguments.get(CHOICES).getSourceLocation() instanceof ListExpression list
                ? readList(list)
                : readText(CHOICES).lines().toList();
        if (choices.isEmpty()) {
            throw computed();
        }
        return choices;
    }

    private List<String> readList(ListExpression list) throws UnknownParametersException {
        List<String> texts = new ArrayList<>();
        for (Expression element : list.getExpressions()) {
            if (!(element instanceof ConstantExpression constant) || !(constant.getValue() instanceof String text)) {
                throw computed();
            }
            texts.add(text);
        }
        return texts;
    }

    private UnknownParametersException computed() {
        return new UnknownParametersException(
                "its section parameters has a value that only a build can compute, in \"" + type + "\"");
    }
}
