using System.Reflection;
using System.Text.RegularExpressions;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// No text that people wrote can make a regular expression take long: expressions are <see cref="RegexOptions.NonBacktracking"/>, or listed
/// with the reason why nobody but the operator writes what they read, or why it is short.
/// </summary>
public sealed class RegularExpressionTests
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["WeChatOptionsValidator.AppIdForm"] = "a setting", ["WeChatOptionsValidator.TokenForm"] = "a setting",
        ["WeChatOptionsValidator.SecretForm"] = "a setting",
        ["WeChatOptionsValidator.AesKeyForm"] = "a setting", ["WeChatOptionsValidator.TemplateForm"] = "a setting",
        ["TelegramOptionsValidator.TokenForm"] = "a setting", ["TelegramOptionsValidator.SecretForm"] = "a setting",
        ["StartupErrors.BinderMessage"] = "a message of the framework about a setting",
        ["BackupFolders.NightlyName"] = "the name of a file in the backup folder",
        ["SentTime.IsoPattern"] = "looks back, and reads at most 64 characters",
    };

    private static readonly List<Type> Types =
        [.. new[] { typeof(Program), typeof(Dialog), typeof(TicketNumber) }.SelectMany(type => type.Assembly.GetTypes())];

    [Fact]
    public void Every_expression_is_without_backtracking_or_listed_with_a_reason()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        var fields = Types.SelectMany(type => type.GetFields(All)).Where(field => field.FieldType == typeof(Regex) && !IsGenerated(field))
            .Select(field => (Name: $"{field.DeclaringType!.Name}.{field.Name}", ((Regex)field.GetValue(null)!).Options));
        var generated = Types.SelectMany(type => type.GetMethods(All)).Select(m => (m, m.GetCustomAttribute<GeneratedRegexAttribute>()))
            .Where(found => found.Item2 is not null)
            .Select(found => (Name: $"{found.m.DeclaringType!.Name}.{found.m.Name}", found.Item2!.Options));
        var expressions = fields.Concat(generated).ToList();
        var slow = expressions.Where(e => !e.Options.HasFlag(RegexOptions.NonBacktracking)).Select(e => e.Name).ToList();
        Assert.Equal(Reasons.Keys.Order(), slow.Order());
        Assert.True(expressions.Count > slow.Count);
    }

    [Fact]
    public void Types_with_expressions_are_those_whose_expressions_were_found()
    {
        string[] known =
        [
            "WeChatOptionsValidator", "TelegramOptionsValidator", "StartupErrors", "SentTime", "TencentJson", "WebChatTicketNumbers",
            "PlaceholderDetails", "BackupFolders", "WeComOptionsValidator", "FaceCodes", "PhoneInText", "TypedCodes",
            "WordLists", "AnonymityWish", "LookUpBoxes", "PhoneFormat", "LostCode", "LoneFigure",
        ];
        var users = new[] { typeof(Program), typeof(Dialog), typeof(TicketNumber) }.SelectMany(type => UsedTypes.ReadFrom(type.Assembly))
            .Where(type => type.Name.StartsWith("EcomCenter.", StringComparison.Ordinal)
                && type.Uses.Any(use => use == typeof(Regex).FullName))
            .Select(type => type.Name[(type.Name.LastIndexOf('.') + 1)..]);
        Assert.Equal(known.Order(), users.Distinct().Order());
    }

    // The source generator keeps each expression in a field of a type of its own.
    private static bool IsGenerated(FieldInfo field) =>
        field.DeclaringType!.Namespace?.StartsWith("EcomCenter", StringComparison.Ordinal) != true;
}
