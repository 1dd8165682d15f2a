using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.Simulation;

/// <summary>Runs an action on a ticket as the API runs it: from the path of the operation and its JSON body, but without HTTP.</summary>
internal sealed class ApiAction(SimulatedDesk desk)
{
    public async Task<TicketActionResult> RunAsync(
        TicketNumber number, string path, object body, Actor actor, long? slip = null, long? order = null)
    {
        var operation = ActionRegistry.All.First(row =>
            row.Operation?.Path == path && row.IsOnSlip == slip is not null && row.IsOnOrder == order is not null).Operation!;
        var http = new DefaultHttpContext { RequestServices = desk.Services };
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(body));
        var sent = await operation.ReadAsync(http.Request);
        if (sent.UseCase is not { } useCase || sent.Faults.Count > 0)
            throw new InvalidOperationException($"{path} does not take {JsonSerializer.Serialize(body)}");
        var request = new TicketRequest(number, actor) { SlipId = slip, OrderId = order };
        return await desk.Writer.WriteAsync(unit => useCase(desk.Actions, unit, request, CancellationToken.None));
    }

    public Task<TicketActionResult> RunAsync(Func<TicketActions, Desk.Database.WriteUnit, Task<TicketActionResult>> action) =>
        desk.Writer.WriteAsync(unit => action(desk.Actions, unit));
}
