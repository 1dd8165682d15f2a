using System.Security.Claims;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Http;

public static class RequestOrigin
{
    /// <summary>The id of the signed-in account; null for an API key.</summary>
    public static string? UserId(this HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>
    /// The account or key that signed in, or <paramref name="user"/>, and the address of the request, for the security log.
    /// </summary>
    public static SecurityOrigin SecurityOrigin(this HttpContext http, string? user = null) => new(
        user ?? http.Actor()?.Author switch
        {
            { Kind: AuthorKind.Staff, Code: var account } => account,
            { Kind: AuthorKind.Service, Code: var key } => SecurityEvent.NameOfKey(key),
            _ => "",
        }, http.Connection.RemoteIpAddress?.ToString() ?? "");
}
