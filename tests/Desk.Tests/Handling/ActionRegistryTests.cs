using System.Net;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Tickets;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Tests.Handling;

/// <summary>
/// Each action has exactly one row in the registry, and everything that belongs to a row: an entry in the table of transitions and in the
/// authority table, a route, an operation in the document, and texts.
/// </summary>
public sealed class ActionRegistryTests
{
    /// <summary>Only residents move a message to another ticket of theirs, in the chat.</summary>
    private static readonly TicketAction[] InChatOnly = [TicketAction.Move];

    [Fact]
    public void Every_action_of_staff_has_exactly_one_row() =>
        Assert.Equal(Enum.GetValues<TicketAction>().Except(InChatOnly), ActionRegistry.All.Select(row => row.Action).Order());

    [Fact]
    public void Every_row_is_in_the_table_of_transitions_and_in_the_authority_table()
    {
        var supervisor = new Actor { Author = Author.Staff("aygul"), Role = StaffRole.Supervisor };
        var allowedSomewhere = Enum.GetValues<TicketStatus>().SelectMany(Ticket.ActionsAllowedIn).Distinct();
        Assert.Empty(ActionRegistry.All.Select(row => row.Action).Except(allowedSomewhere));
        Assert.All(ActionRegistry.All,
            row => Assert.True(Authority.May(supervisor, row.Action, A.Ticket().Ticket, CycleEndReason.Withdrawn)));
    }

    [Fact]
    public async Task Every_operation_has_a_route_and_is_in_the_document()
    {
        await using var desk = await DeskApp.StartAsync();
        var document = (await desk.AnonymousClient().GetReplyAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK);
        AssertOffered(desk, document["paths"], $"{ApiClient.TicketsPath}/{{number}}/", ActionRegistry.Operations);
        AssertOffered(desk, document["paths"], "/api/v1/slips/{id}/", ActionRegistry.SlipOperations);
        Assert.All(ActionRegistry.Operations.Concat(ActionRegistry.SlipOperations), operation =>
        {
            var described = document["paths"].EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
                .Select(verb => verb.Value).Single(verb => verb.GetProperty("operationId").GetString() == operation.Id);
            Assert.Equal(operation.Summary, described.GetProperty("summary").GetString());
            AssertBodyIsDescribed(document["components"].GetProperty("schemas").GetProperty(SchemaOf(described)), operation.BodyType);
        });
    }

    [Fact]
    public void Every_form_has_one_name_and_each_of_its_texts_in_every_language()
    {
        var forms = ActionRegistry.All.Select(row => row.Form).OfType<FormDefinition>().Distinct().ToList();
        Assert.Equal(forms.Count, forms.DistinctBy(form => form.Name).Count());
        var keys = ActionRegistry.All.Select(row => "ticket.action." + EnumCode.From(row.Action))
            .Concat(forms.Where(form => form.Fields is not null).SelectMany(KeysOf));
        Assert.All(keys, key => Assert.All(LanguageTag.All, language => Assert.NotEmpty(DeskTexts.Format(language, key))));
    }

    [Fact]
    public void A_refusal_names_an_action_by_its_path_or_by_the_kind_of_its_message() =>
        Assert.Equal(ActionRegistry.All.Where(row => row.Operation is not null).Select(row => row.ApiName),
            ActionRegistry.All.Where(row => row.Operation is not null).Select(row => row.Operation!.Path is "messages"
                ? Enum.GetValues<WrittenKind>().Select(EnumCode.From).Single(kind => kind == row.ApiName) : row.Operation.Path));

    private static void AssertOffered(DeskApp desk, JsonElement paths, string prefix, IReadOnlyList<ApiOperation> operations)
    {
        var routePrefix = $"POST {prefix.Replace("{id}", "{id:long}", StringComparison.Ordinal)}";
        Assert.Equal(operations.Select(operation => routePrefix + operation.Path).Append($"{routePrefix}{{action}}").Order(),
            desk.Endpoints().Where(e => e.StartsWith(routePrefix, StringComparison.Ordinal)).Order());
        Assert.All(operations, operation => Assert.True(paths.TryGetProperty(prefix + operation.Path, out _)));
    }

    private static string SchemaOf(JsonElement operation) => operation.GetProperty("requestBody").GetProperty("content")
        .GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];

    private static void AssertBodyIsDescribed(JsonElement schema, Type body)
    {
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        var members = schema.TryGetProperty("properties", out var known) ? known.EnumerateObject().Select(p => p.Name) : [];
        Assert.Equal(body.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(), members.Order());
    }

    private static IEnumerable<string> KeysOf(FormDefinition form)
    {
        yield return "ticket.do." + form.Name;
        foreach (var field in form.Fields ?? [])
        {
            yield return field.LabelKey;
            if (field.HintKey is { } hint) yield return hint;
            if (field.IsRarelyNeeded) yield return $"ticket.{form.Name}.more";
            if (field is ChoiceFormField { EmptyKey: { } empty }) yield return empty;
        }
    }
}
