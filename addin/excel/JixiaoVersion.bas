Attribute VB_Name = "JixiaoVersion"
Option Explicit

Option Private Module

' The version of this add-in; the Python package has to be of the same.

Public Const VERSION As String = "0.1.0"
