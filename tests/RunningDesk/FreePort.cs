using System.Net;
using System.Net.Sockets;

namespace EcomCenter.RunningDesk;

/// <summary>A port of this machine that nobody has right now.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
