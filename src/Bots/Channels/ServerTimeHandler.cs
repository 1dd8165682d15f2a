using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels;

/// <summary>
/// Passes on the <c>Date</c> of each answer of a messenger's server. The <c>Date</c> of a cached answer is old and is skipped.
/// </summary>
internal sealed class ServerTimeHandler(ContactChannel channel, IServerTimes times) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers is { Date: { } at, Age: null }) times.Observe(channel, at);
        return answer;
    }
}
