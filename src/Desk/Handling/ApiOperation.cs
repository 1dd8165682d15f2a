using System.Reflection;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// An operation of the API on a ticket: <c>POST /tickets/{number}/{Path}</c>. Its route carries it as metadata.
/// </summary>
/// <param name="Id">The name of the operation in the API's document.</param>
internal abstract record ApiOperation(string Path, string Id, string Summary)
{
    public abstract Type BodyType { get; }

    /// <summary>True if the operation may also be called without a body.</summary>
    public abstract bool IsBodyOptional { get; }

    /// <summary>True if the operation may open another ticket, and then returns that.</summary>
    public bool MayOpenTicket { get; init; }

    /// <summary>Reads the action that a request sends.</summary>
    public abstract Task<SentAction> ReadAsync(HttpRequest request);
}

/// <summary>An operation with a JSON body.</summary>
/// <param name="Read">Creates the use case from the body. Adds a fault for each invalid member.</param>
internal sealed record JsonOperation<TBody>(
    string Path, string Id, string Summary, Func<TBody, List<FieldFault>, TicketUseCase> Read) : ApiOperation(Path, Id, Summary)
    where TBody : class
{
    /// <summary>The input of a request without a body; null if the operation needs a body.</summary>
    public TBody? WhenEmpty { get; init; }

    public override Type BodyType => typeof(TBody);

    public override bool IsBodyOptional => WhenEmpty is not null;

    public override async Task<SentAction> ReadAsync(HttpRequest request)
    {
        var sent = await JsonBodyReader.ReadAsync(request, WhenEmpty);
        if (sent.Body is not { } body) return new(Path, sent.Bytes, sent.Problem);
        var faults = new List<FieldFault>();
        var useCase = Read(body, faults);
        return new(Path, sent.Bytes, null) { UseCase = useCase, Faults = faults };
    }
}

/// <summary>An action as it was sent to the API.</summary>
/// <param name="Path">The path of the operation.</param>
/// <param name="Bytes">The bytes of the body.</param>
/// <param name="Problem">The reason why the body is unreadable; null if it is readable.</param>
internal sealed record SentAction(string Path, byte[] Bytes, ProblemResult? Problem) : IBindableFromHttpContext<SentAction>
{
    public ProblemResult Rejection => Problem ?? ProblemResult.FromStatus(StatusCodes.Status400BadRequest);

    /// <summary>The action with its input; null if the body is unreadable.</summary>
    public TicketUseCase? UseCase { get; init; }

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public static async ValueTask<SentAction?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>() is { } operation ? await operation.ReadAsync(context.Request) : null;
}
